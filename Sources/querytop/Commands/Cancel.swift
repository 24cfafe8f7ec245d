import ArgumentParser
import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders
import TextCanvas

/// `querytop cancel`: cancels a batch.
struct Cancel: AsyncParsableCommand {
  nonisolated static let configuration = CommandConfiguration(
    abstract: "Cancel a batch.",
    discussion: """
      What that means is said first; it is done when the last four characters of the batch's id are typed, or with \
      --yes.

      Exit status: 0 if it is cancelled, or nothing was sent; 3 if it was refused, may have been \
      cancelled or cannot be; 78 with --read-only.
      """)

  @Argument(
    help: ArgumentHelp("The batch.", valueName: "target"), completion: TargetCompletion.kind)
  var target: String

  @Flag(help: "Cancel it without asking.")
  var yes = false

  @OptionGroup var readOnly: ReadOnlyOption

  @OptionGroup var connection: ConnectionOption

  @MainActor func run() async throws {
    try await CommandContext.run([target], usage: "", allowsHTTP: connection.allowsHTTP) {
      context in
      guard !readOnly.forbids(context.configuration) else {
        return Self.say(readOnly.sentence(context.configuration), ExitStatus.badSetting)
      }
      return try await cancel(context)
    }
  }

  @MainActor private func cancel(_ context: CommandContext) async throws -> Int32 {
    guard let target = context.targets.first, let source = context.sources[target.source] else {
      return ExitStatus.incomplete
    }
    guard target.kind == .batch else {
      return Self.say(
        "\(target): only a batch can be cancelled: its provider documents no way to cancel a single \(target.kind.rawValue)",
        ExitStatus.incomplete)
    }
    let known = await OnePoll(sources: context.sources).ask([target])[0]
    if known.problem != nil, let sentence = known.problemSentence(now: Date(), isAskedAgain: false)
    {
      return Self.say(sentence, ExitStatus.incomplete)
    }
    guard let actions = source.actions else {
      return Self.say(
        "\(target): its provider documents no way to cancel a batch", ExitStatus.incomplete)
    }
    guard !known.hasEndedByWord else {
      return Self.say("\(target): it has ended already (\(known.state.word))", ExitStatus.done)
    }
    for line in CancelConsequences.lines(of: known) { _ = Self.say(line, 0) }
    guard try confirmed(target) else { return Self.say("nothing was sent", ExitStatus.done) }
    let gate = RequestScheduler(access: context.access)
    let outcome = try await CancelSending(
      batch: target, source: source, actions: actions, gate: gate
    ).send()
    ActionWords.show(outcome, .cancel, of: target, known.places)
    if case .done = outcome { return ExitStatus.done }
    return ExitStatus.incomplete
  }

  @MainActor private func confirmed(_ target: Target) throws -> Bool {
    if yes { return true }
    guard Confirmation.canAsk else {
      _ = Self.say("--yes cancels it", 0)
      return false
    }
    let word = String(target.id.suffix(4))
    return Confirmation.ask(
      "Type the last four characters of \(target.id) to cancel it:", for: word)
  }

  private static func say(_ sentence: String, _ status: Int32) -> Int32 {
    StandardError.write(SafeText(sentence).string + "\n")
    return status
  }
}
