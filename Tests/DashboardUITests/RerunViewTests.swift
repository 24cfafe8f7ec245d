import QueryCore
import TestSupport
import Testing
import TextCanvas

@testable import DashboardUI

@Suite("Running again and cancelling") struct RerunViewTests {
  private static let target = SampleBatch.target
  private static let new = sampleTarget("supermetrics:batch/qrb_again")

  /// The batch's own request: every account, every day.
  private static let outline = RequestOutline(
    queries: [RequestOutline.Query()], splitsAccounts: true, splitsDays: true)

  private func planned(
    _ choice: RerunChoice = .all(withPermanent: false), earlier: [String] = [],
    body: String = "{\"queries\":[]}"
  ) throws -> Message {
    let draft = try RerunDraft(choice, of: SampleBatch().snapshot, by: Self.outline)
    return .actionEvent(Self.target, .planned(draft, body: body, earlier: earlier))
  }

  private func actions(_ effects: [Effect]) -> [ActionCommand] {
    effects.compactMap { if case .action(_, let command) = $0 { command } else { nil } }
  }

  private func text(_ state: Dashboard) -> String { state.frame().lines.joined(separator: "\n") }

  private func press(_ key: KeyPress, _ state: inout Dashboard) -> [ActionCommand] {
    actions(state.apply(.keyPressed(key)))
  }

  /// A dashboard with a plan on screen.
  private func planning(columns: Int = 80, rows: Int = 24) throws -> Dashboard {
    var state = Dashboard.watching(columns: columns, rows: rows)
    _ = state.apply(.keyPressed(.character("R")))
    _ = state.apply(try planned())
    return state
  }

  @Test func `R asks for a plan of all that is worth it, or of the cause under the cursor`() {
    var state = Dashboard.watching()
    #expect(
      press(.character("R"), &state) == [.plan(.all(withPermanent: false), file: nil)])
    state = Dashboard.watching(columns: 120, rows: 36)
    state.press("c")
    guard case .plan(.ids(let ids), nil)? = press(.character("R"), &state).first else {
      Issue.record("no plan of ids")
      return
    }
    #expect(ids.count == state.facts.batches[Self.target]?.causes.first?.queryIDs.count)
  }

  @Test func `R asks for nothing where nothing has failed, or nothing is known`() {
    var state = Dashboard(
      targets: [Self.target], size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    #expect(press(.character("R"), &state).isEmpty)
    #expect(text(state).contains("nothing is known of this batch yet"))
    var fine = TargetSnapshot(target: Self.target, state: .running)
    fine.detail = .batch(
      BatchDetail(
        progress: BatchProgress(queued: 0, running: 8, succeeded: 18, failed: 0), queries: []))
    fine.observedAt = SampleBatch.now
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [fine])))
    #expect(press(.character("R"), &state).isEmpty)
    #expect(text(state).contains("nothing has failed: there is nothing to run again"))
  }

  @Test func `the request is asked for where nobody knows it`() {
    var state = Dashboard.watching()
    state.press("R")
    _ = state.apply(.actionEvent(Self.target, .requestWanted))
    #expect(text(state).contains("request of the batch: "))
    state.press("/tmp/r.json")
    #expect(
      press(.enter, &state) == [.plan(.all(withPermanent: false), file: "/tmp/r.json")])
  }

  @Test func `nothing is sent before yes is typed to a question that names source and count`()
    throws
  {
    var state = try planning()
    #expect(press(.enter, &state).isEmpty)
    let question = text(state)
    #expect(question.contains("type yes to have supermetrics run"))
    #expect(question.contains("queries again") || question.contains("query again"))
    state.press("y")
    #expect(press(.enter, &state).isEmpty && text(state).contains("nothing was sent"))
    _ = press(.enter, &state)
    #expect(press(.escape, &state).isEmpty && text(state).contains("nothing was sent"))
    _ = press(.enter, &state)
    state.press("yes")
    #expect(press(.enter, &state) == [.send])
    // Once: while the answer is awaited nothing sends it again.
    #expect(press(.enter, &state).isEmpty)
    #expect(text(state).contains("waiting for its answer"))
  }

  @Test func `what may have been sent before needs another word`() throws {
    var state = try planning()
    _ = state.apply(try planned(earlier: ["20 of them may have been sent 3m ago"]))
    _ = press(.enter, &state)
    state.press("yes")
    #expect(press(.enter, &state).isEmpty)
    _ = press(.enter, &state)
    state.press("again")
    #expect(press(.enter, &state) == [.send])
  }

  @Test func `P adds what fails until its cause is mended`() throws {
    var state = try planning()
    #expect(press(.character("P"), &state) == [.plan(.all(withPermanent: true), file: nil)])
  }

  @Test func `the new request is copied, and saved under a name`() throws {
    var state = try planning()
    #expect(state.apply(.keyPressed(.character("y"))) == [.copy("{\"queries\":[]}")])
    _ = press(.character("e"), &state)
    #expect(press(.enter, &state) == [.save(path: "supermetrics-qrb_3feb5ff5c71e-rerun.json")])
  }

  @Test func `what it made is a key away, and linked to what it was made of`() throws {
    var state = try planning(columns: 120, rows: 36)
    _ = press(.enter, &state)
    state.press("yes")
    _ = press(.enter, &state)
    _ = state.apply(
      .actionEvent(Self.target, .ended(.done(Self.new, queries: 26), sentence: "it runs")))
    state.link(Self.new, to: Ancestor(Self.target, splits: 26))
    #expect(text(state).contains("it runs"))
    #expect(text(state).contains("Enter go on") && !text(state).contains("Enter run"))
    _ = press(.enter, &state)
    #expect(state.batch?.target == Self.new)
    var monitor = SampleBatch().monitor
    var made = TargetSnapshot(target: Self.new, state: .running)
    made.detail = .batch(
      BatchDetail(
        progress: BatchProgress(queued: 0, running: 8, succeeded: 18, failed: 0), queries: []))
    made.observedAt = SampleBatch.now
    monitor.targets.append(made)
    _ = state.apply(.snapshotArrived(monitor))
    #expect(text(state).contains("18 of 26 succeeded this time"))
  }

  @Test func `a refusal is shown whole`() throws {
    var state = try planning()
    _ = press(.enter, &state)
    state.press("yes")
    _ = press(.enter, &state)
    let answer = ActionAnswer(status: 422, body: "{\n\"title\":\"no\u{1B}[2J\"\n}", requestID: "r1")
    let problem = PollProblem.refused(status: 422, QueryFailure(message: "no"))
    _ = state.apply(
      .actionEvent(Self.target, .ended(.refused(problem, answer), sentence: "nothing was done")))
    let text = text(state)
    #expect(text.contains("the answer (HTTP 422, request r1)") && text.contains("\"title\""))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `a batch that has ended by its own word is not asked about`() {
    var state = Dashboard.watching()
    var monitor = SampleBatch().monitor
    monitor.targets[0].state = .failed
    _ = state.apply(.snapshotArrived(monitor))
    #expect(press(.character("X"), &state).isEmpty)
    #expect(text(state).contains("has ended already (failed): there is nothing to cancel"))
    monitor.targets[0].evidence = .oneError
    _ = state.apply(.snapshotArrived(monitor))
    #expect(press(.character("X"), &state).isEmpty)
    #expect(text(state).contains("type c71e, the end of its id"))
  }

  @Test func `a request too long for the clipboard is not said to be copied`() throws {
    var state = try planning()
    let body = String(repeating: "x", count: 80_000)
    _ = state.apply(try planned(body: body))
    #expect(state.apply(.keyPressed(.character("y"))).isEmpty)
    #expect(text(state).contains("e saves it in a file"))
  }

  @Test func `X cancels when the end of the id is typed, and for nothing else`() {
    var state = Dashboard.watching()
    #expect(press(.character("X"), &state).isEmpty)
    #expect(text(state).contains("type c71e, the end of its id"))
    #expect(text(state).contains("no longer awaited"))
    state.press("yes")
    #expect(press(.enter, &state).isEmpty && text(state).contains("nothing was sent"))
    _ = press(.enter, &state)
    state.press("c71e")
    #expect(press(.enter, &state) == [.cancel])
    #expect(press(.enter, &state).isEmpty)
  }

  @Test func `read-only has neither key, nor their words`() {
    var state = Dashboard(
      targets: [Self.target], size: Size(columns: 200, rows: 60), now: SampleBatch.now,
      options: DisplayOptions(isReadOnly: true))
    _ = state.apply(.snapshotArrived(SampleBatch().monitor))
    #expect(!text(state).contains("R run again"))
    for key in "RX" {
      #expect(press(.character(key), &state).isEmpty)
      #expect(text(state).contains("read-only"))
    }
    state.press("?")
    #expect(!text(state).contains("cancel the batch") && !text(state).contains("run again what"))
  }

  // MARK: What can only be handed over

  /// A failed query that stands by itself, with its plan on screen.
  private func handedOver(columns: Int = 80, rows: Int = 24, glyphs: GlyphSet = .unicode)
    -> Dashboard
  {
    var state = Dashboard(
      targets: [SampleQuery.target], size: Size(columns: columns, rows: rows), now: SampleBatch.now,
      options: DisplayOptions(glyphs: glyphs))
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [SampleQuery.failed])))
    #expect(press(.character("R"), &state) == [.plan(.ids(["abc123"]), file: nil)])
    let reason = RerunDraft.reasonToHandOver(SampleQuery.target)
    _ = state.apply(
      .actionEvent(SampleQuery.target, .handedOver(because: reason, plan: "{\"plan\":1}\n")))
    return state
  }

  @Test func `a single query's plan says why nothing can be sent, is copied and saved`() {
    var state = handedOver()
    #expect(text(state).contains("Nothing can be sent from here"))
    #expect(text(state).contains("querytop watch supermetrics:query/NEW-ID"))
    #expect(press(.enter, &state).isEmpty)
    #expect(state.apply(.keyPressed(.character("y"))) == [.copy("{\"plan\":1}\n")])
    _ = press(.character("e"), &state)
    #expect(press(.enter, &state) == [.save(path: "supermetrics-abc123-plan.json")])
  }

  @Test func `a single query that runs has nothing to run again`() {
    var state = Dashboard(
      targets: [SampleQuery.target], size: Size(columns: 80, rows: 24), now: SampleBatch.now)
    _ = state.apply(.snapshotArrived(MonitorSnapshot(targets: [SampleQuery.running])))
    #expect(press(.character("R"), &state).isEmpty)
    #expect(text(state).contains("this query has not failed"))
  }

  @Test(arguments: [(40, 20), (80, 24), (120, 36), (200, 60)])
  func `a plan to hand over looks as recorded`(columns: Int, rows: Int) throws {
    let frame = handedOver(columns: columns, rows: rows).frame()
    try expectGolden(frame, "handover-\(columns)x\(rows)")
    guard columns <= 80 else { return }
    try expectGolden(frame, "mono-handover-\(columns)x\(rows)", isMono: true)
    let ascii = handedOver(columns: columns, rows: rows, glyphs: .ascii).frame()
    try expectGolden(ascii, "handover-ascii-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24), (120, 36), (200, 60)])
  func `a plan looks as recorded`(columns: Int, rows: Int) throws {
    try expectGolden(
      try planning(columns: columns, rows: rows).frame(), "rerun-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)])
  func `cancelling looks as recorded`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows)
    state.press("X")
    try expectGolden(state.frame(), "cancel-\(columns)x\(rows)")
  }

  @Test(arguments: [(40, 20), (80, 24)])
  func `a plan in ASCII looks as recorded`(columns: Int, rows: Int) throws {
    var state = Dashboard.watching(columns: columns, rows: rows, glyphs: .ascii)
    state.press("R")
    _ = state.apply(try planned())
    let frame = state.frame()
    #expect(frame.lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    try expectGolden(frame, "rerun-ascii-\(columns)x\(rows)")
  }
}
