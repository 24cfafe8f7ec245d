import DashboardUI
import FoundationEssentials
import Glibc
import NIOConcurrencyHelpers
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryReports

/// What a dashboard may have done, and where it remembers that.
nonisolated struct ActionSettings: Sendable {
  var isReadOnly = false
  /// Nil remembers nothing.
  var folder: StateFolder?
  /// Requests known beside those that are remembered, by batch.
  var requests: [Target: [UInt8]] = [:]
}

/// Carries out what the views of plans and cancelling ask of the world, and sends the events.
final class ActionEffects {
  private let sources: [String: any QuerySource]
  private let gate: any RequestAdmission
  private let settings: ActionSettings
  private let send: @Sendable (Target, ActionEvent) -> Void
  nonisolated private let work = WorkQueue()
  /// The plans that may be sent, by batch: each is taken out to be sent, so that none is sent twice.
  nonisolated private let plans = NIOLockedValueBox<[Target: RerunSending]>([:])
  /// The plans that can only be handed over, as JSON.
  private var handedOver: [Target: String] = [:]

  /// The most bytes of a request.
  nonisolated private static let longest = 8 << 20

  /// - Parameter send: receives the events, on any task.
  init(
    sources: [String: any QuerySource], gate: any RequestAdmission, settings: ActionSettings,
    sending send: @escaping @Sendable (Target, ActionEvent) -> Void
  ) {
    self.sources = sources
    self.gate = gate
    self.settings = settings
    self.send = send
  }

  /// Runs what is handed in until cancelled; all of it has ended then.
  nonisolated func run() async {
    await work.run()
  }

  /// Starts one command about a batch as it was last seen; its event comes later.
  func carryOut(_ command: ActionCommand, of known: TargetSnapshot) {
    let target = known.target
    guard let source = sources[target.source], let actions = source.actions, target.kind == .batch
    else { return handOver(command, known) }
    switch command {
    case .plan(let choice, let file):
      plans.withLockedValue { $0[target] = nil }
      work.add { [plans, settings, gate, send] in
        let event = Self.plan(choice, of: known, file, settings, actions) { draft, body in
          let sending = RerunSending(
            draft: draft, body: body, actions: actions, gate: gate, folder: settings.folder)
          plans.withLockedValue { $0[target] = sending }
          return sending.earlier(now: Date())
        }
        send(target, event)
      }
    case .save(let path):
      guard let body = plans.withLockedValue({ $0[target]?.body }) else { return }
      save("new request", body, of: target, in: path)
    case .send:
      guard !settings.isReadOnly,
        let plan = plans.withLockedValue({ $0.removeValue(forKey: target) })
      else { return }
      work.add { [send, settings] in
        let outcome = await Self.outcome { () async throws(CancellationError) in
          try await plan.send(now: Date())
        }
        if case .done(let new, _) = outcome {
          settings.folder?.update(RecentTargets.self) { $0.use([new]) }
        }
        send(target, Self.ended(outcome, .rerun, known))
      }
    case .cancel:
      guard !settings.isReadOnly else { return }
      work.add { [gate, send] in
        let sending = CancelSending(batch: target, source: source, actions: actions, gate: gate)
        let outcome = await Self.outcome { () async throws(CancellationError) in
          try await sending.send()
        }
        send(target, Self.ended(outcome, .cancel, known))
      }
    }
  }

  // MARK: Plans

  /// - Parameter keep: is given a plan and its request; returns sentences about the same failures sent before.
  nonisolated private static func plan(
    _ choice: RerunChoice, of known: TargetSnapshot, _ file: String?, _ settings: ActionSettings,
    _ actions: any ActionSource, keep: (RerunDraft, [UInt8]) -> [String]
  ) -> ActionEvent {
    let target = known.target
    let remembered = settings.folder?.read(RerunHistory.self).request(of: target)
    let path = (file ?? remembered).map { PathBytes(typed: $0) }
    do {
      guard let bytes = try path.map({ try read($0) }) ?? settings.requests[target] else {
        return .requestWanted
      }
      let request = try actions.batchRequest(bytes)
      let draft = try RerunDraft(
        choice, of: known, by: request.outline, hasDateRangeType: request.hasDateRangeType)
      let body = request.body(of: draft.plan)
      guard Secrets.redactor.clean(body) == body else { throw RequestFileProblem.holdsOwnKey }
      if let absolute = path.flatMap(InputFile.absolute) {
        settings.folder?.update(RerunHistory.self) { $0.remember(absolute, of: target) }
      }
      return .planned(
        draft, body: String(decoding: body, as: UTF8.self), earlier: keep(draft, body))
    } catch let problem as FileProblem {
      return .unplanned(
        "\(path?.text ?? "the request") \(problem.reason(path?.text ?? "", for: .state))")
    } catch let problem as RequestFileProblem {
      return .unplanned("\(path?.text ?? "the request"): \(problem)")
    } catch RerunProblem.nothingChosen {
      return .allPermanent
    } catch let problem as RerunProblem {
      return .unplanned(problem.sentence)
    } catch {
      return .unplanned("the plan could not be made")
    }
  }

  nonisolated private static func read(_ path: PathBytes) throws(FileProblem) -> [UInt8] {
    try InputFile.read(path, limit: longest)
  }

  /// Answers a command about what no provider can be asked to run again.
  private func handOver(_ command: ActionCommand, _ known: TargetSnapshot) {
    let target = known.target
    switch command {
    case .plan:
      let reason = RerunDraft.reasonToHandOver(target)
      let plan = RerunDraft.handedOver(known, because: reason).line + "\n"
      handedOver[target] = plan
      send(target, .handedOver(because: reason, plan: plan))
    case .save(let path):
      guard let plan = handedOver[target] else { return }
      save("plan", Array(plan.utf8), of: target, in: path)
    case .send: break
    case .cancel: send(target, .unplanned("its provider documents no way to cancel it"))
    }
  }

  private func save(_ name: String, _ bytes: [UInt8], of target: Target, in path: String) {
    work.add { [send] in send(target, Self.save(name, bytes, in: path)) }
  }

  nonisolated private static func save(
    _ name: String, _ body: [UInt8], in path: String
  ) -> ActionEvent {
    let place = PathBytes(typed: path)
    let file = open(place.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      let reason = errno == EEXIST ? "is there already" : String(cString: strerror(errno))
      return .saved("\(path): \(reason)", isTrouble: true)
    }
    let isWritten = Descriptor.write(String(decoding: body, as: UTF8.self), to: file)
    guard close(file) == 0, isWritten else {
      return .saved("\(path): \(String(cString: strerror(errno)))", isTrouble: true)
    }
    return .saved("the \(name) saved in \(path)", isTrouble: false)
  }

  // MARK: Ends

  nonisolated private static func outcome(
    _ send: () async throws(CancellationError) -> ActionOutcome
  ) async -> ActionOutcome {
    do throws(CancellationError) {
      return try await send()
    } catch {
      // Whoever quits meanwhile is told that it may be done.
      return .mayHaveBeenDone(reason: "querytop was ended before the answer came", nil)
    }
  }

  nonisolated private static func ended(
    _ outcome: ActionOutcome, _ deed: ActionOutcome.Deed, _ known: TargetSnapshot
  ) -> ActionEvent {
    .ended(
      outcome,
      sentence: outcome.sentence(deed, of: known.target, places: known.places, now: Date()))
  }
}
