import ArgumentParser
import FoundationEssentials
import Glibc
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryReports
import TextCanvas

/// One run of `querytop rerun`.
struct RerunVisit {
  /// The most bytes of a request or a list of ids.
  private static let longest = 8 << 20

  let options: Rerun
  let context: CommandContext
  private let folder = StateFolder(ProcessEnvironment.current)

  init(options: Rerun, context: CommandContext) {
    self.options = options
    self.context = context
  }

  /// - Returns: the process's exit status.
  func run() async throws -> Int32 {
    guard let target = context.targets.first, let source = context.sources[target.source] else {
      return ExitStatus.incomplete
    }
    guard target.kind == .batch || options.format == .json && !options.yes else {
      return say(
        "\(target): only a batch can be run again from here, since \(RerunDraft.reasonToHandOver(target)); send its request again, --format json prints the plan",
        ExitStatus.incomplete)
    }
    let outcome = try await source.poll(target, previous: nil)
    var known = TargetSnapshot(target: target, places: source.traits.places)
    switch outcome.result {
    case .success(let answer): known.apply(answer, at: Date())
    case .failure(let problem):
      known.recordOnce(problem, at: Date())
      let sentence = known.problemSentence(now: Date(), isAskedAgain: false)
      return say(sentence ?? "\(target) could not be asked", ExitStatus.incomplete)
    }
    let failed =
      known.detail.batch?.queries.contains { $0.state == .failed } ?? (known.state == .failed)
    guard failed else {
      let batch = known.detail.batch
      return say(
        "\(target): \(batch?.noFailure ?? "nothing has failed")",
        (batch?.progress.failed ?? 0) > 0 ? ExitStatus.incomplete : ExitStatus.done)
    }
    guard target.kind == .batch, let actions = source.actions else {
      return try handOver(known, because: RerunDraft.reasonToHandOver(target))
    }
    return try await plan(known, budget: outcome.budget, actions)
  }

  /// Prints the plan of what cannot be sent, so that somebody else can: what failed, and nothing more.
  private func handOver(_ known: TargetSnapshot, because reason: String) throws -> Int32 {
    guard !options.yes else { return say("\(known.target): \(reason)", ExitStatus.incomplete) }
    switch options.format {
    case .json: try StandardOutput.write([RerunDraft.handedOver(known, because: reason).line])
    case .text:
      let queries = known.detail.batch?.queries ?? []
      let ids = queries.indices.filter { FailureCause.isFailure($0, of: queries) }
        .map(queries.id(at:))
      try StandardOutput.write(
        (known.detail.batch == nil ? [known.target.id] : ids).map { SafeText($0).string })
    }
    return say(
      "\(known.target): nothing was sent: \(reason); send its request again by the means that first sent it",
      ExitStatus.done)
  }

  /// Makes the plan and goes on with it.
  private func plan(
    _ known: TargetSnapshot, budget: RequestBudget?, _ actions: any ActionSource
  ) async throws -> Int32 {
    let choice = try choice()
    let (file, bytes) = try request(of: known.target)
    let draft: RerunDraft
    let body: [UInt8]
    do {
      let request = try actions.batchRequest(bytes)
      draft = try RerunDraft(
        choice, of: known, by: request.outline, hasDateRangeType: request.hasDateRangeType)
      body = request.body(of: draft.plan)
    } catch let problem as RequestFileProblem {
      return say("\(file.text): \(problem)", ExitStatus.incomplete)
    } catch RerunProblem.nothingChosen {
      return nothingChosen(choice, known)
    } catch let problem as RerunProblem {
      return say("\(file.text): \(problem.sentence)", ExitStatus.incomplete)
    }
    guard Secrets.redactor.clean(body) == body else {
      return say("\(file.text): \(RequestFileProblem.holdsOwnKey)", ExitStatus.incomplete)
    }
    if let path = InputFile.absolute(file) {
      folder?.update(RerunHistory.self) { $0.remember(path, of: known.target) }
    }
    let sending = RerunSending(
      draft: draft, body: body, actions: actions,
      gate: RequestScheduler(access: context.access), folder: folder)
    return try await show(sending, budget: budget, places: known.places)
  }

  // MARK: What is named

  private func choice() throws -> RerunChoice {
    if let cause = options.cause { return RerunChoice(cause: cause) }
    guard let file = options.ids else { return .all(withPermanent: options.permanent) }
    let text = String(decoding: try read(file), as: UTF8.self)
    let ids = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
      // As a TARGET names it, or bare.
      line.split(separator: " ").first.map { word in
        word.contains(":query/") ? String(word.drop { $0 != "/" }.dropFirst()) : String(word)
      }
    }
    guard !ids.isEmpty else { throw ValidationError("\(file.text) holds no id") }
    return .ids(Set(ids))
  }

  private func request(of target: Target) throws -> (file: PathBytes, bytes: [UInt8]) {
    let remembered = folder?.read(RerunHistory.self).request(of: target).map { PathBytes($0) }
    guard let file = options.request ?? remembered else {
      throw ValidationError(
        "no answer of a provider tells what a batch asked for: name the file of its request once, --request FILE"
      )
    }
    return (file, try read(file))
  }

  private func read(_ file: PathBytes) throws -> [UInt8] {
    do throws(FileProblem) {
      return try InputFile.read(file, limit: Self.longest)
    } catch .unreadable(let code) {
      throw ValidationError("\(file.text): cannot be read: \(String(cString: strerror(code)))")
    } catch {
      throw ValidationError("\(file.text): is longer than \(Self.longest >> 20) MiB")
    }
  }

  private func nothingChosen(_ choice: RerunChoice, _ known: TargetSnapshot) -> Int32 {
    let selection = RerunSelection(choice, of: known.detail.batch?.queries ?? [])
    if !selection.unknown.isEmpty {
      let named = selection.unknown.prefix(3).joined(separator: ", ")
      return say(
        "\(known.target): nothing failed so: \(named); querytop failures \(known.target) lists what did",
        ExitStatus.incomplete)
    }
    let count = CountText.grouped(selection.leftOut.reduce(0) { $0 + $1.count })
    return say(
      "\(known.target): all \(count) that failed are permanent: fix their cause first; --permanent runs them all the same",
      ExitStatus.done)
  }

  // MARK: Showing and sending

  private func show(
    _ sending: RerunSending, budget: RequestBudget?, places: SourcePlaces
  ) async throws -> Int32 {
    let earlier = sending.earlier(now: Date())
    if let file = options.body { return try write(sending.body, to: file) }
    let draft = sending.draft
    let lines: [String] =
      switch options.format {
      case .text:
        draft.lines(permanentWord: "--permanent", budget: budget).map { SafeText($0.text).string }
          + earlier.map { SafeText($0).string }
      case .json:
        [draft.json(body: String(decoding: sending.body, as: UTF8.self), earlier: earlier).line]
      }
    guard options.yes || Confirmation.canAsk else {
      try StandardOutput.write(lines)
      StandardError.write("nothing was sent: --yes sends it\n")
      return ExitStatus.done
    }
    for line in lines { StandardError.write(line + "\n") }
    guard earlier.isEmpty || options.again else {
      return say("nothing was sent: --again sends it all the same", ExitStatus.incomplete)
    }
    let count = CountText.grouped(draft.plan.places.count)
    let question = "Type yes to have \(draft.target.source) run these \(count) again:"
    guard options.yes || Confirmation.ask(question, for: "yes") else {
      return say("nothing was sent", ExitStatus.done)
    }
    let outcome = try await sending.send(now: Date())
    return try end(outcome, draft, places)
  }

  private func end(
    _ outcome: ActionOutcome, _ draft: RerunDraft, _ places: SourcePlaces
  ) throws -> Int32 {
    ActionWords.show(outcome, .rerun, of: draft.target, places)
    guard case .done(let new, _) = outcome else { return ExitStatus.incomplete }
    folder?.update(RecentTargets.self) { $0.use([new]) }
    try StandardOutput.write([new.description])
    return ExitStatus.done
  }

  private func write(_ bytes: [UInt8], to file: PathBytes) throws -> Int32 {
    let text = String(decoding: bytes, as: UTF8.self)
    if file.text == "-" {
      try StandardOutput.write([text.last == "\n" ? String(text.dropLast()) : text])
      return ExitStatus.done
    }
    let descriptor = open(file.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = errno == EEXIST ? "is there already" : String(cString: strerror(errno))
      return say("\(file.text): \(reason)", ExitStatus.incomplete)
    }
    let isWritten = Descriptor.write(text, to: descriptor)
    guard close(descriptor) == 0, isWritten else {
      return say("\(file.text): \(String(cString: strerror(errno)))", ExitStatus.incomplete)
    }
    return say("\(file.text): written, nothing was sent", ExitStatus.done)
  }

  private func say(_ sentence: String, _ status: Int32) -> Int32 {
    StandardError.write(SafeText(sentence).string + "\n")
    return status
  }
}
