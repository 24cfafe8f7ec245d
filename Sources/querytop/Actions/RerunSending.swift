import FoundationEssentials
import QueryCore
import QueryMonitoring
import QueryProviders

/// Sends a plan, once, and writes down that it did before it does.
nonisolated struct RerunSending: Sendable {
  let draft: RerunDraft
  let body: [UInt8]
  let actions: any ActionSource
  let gate: any RequestAdmission
  /// Nil remembers nothing.
  let folder: StateFolder?

  /// Sentences about runs of the same failures before: sent, or perhaps.
  func earlier(now: Date) -> [String] {
    guard let folder else { return [] }
    let places = draft.plan.places
    return folder.read(RerunHistory.self).runs(of: draft.target, covering: places).map { run in
      let count = CountText.grouped(run.places.count(of: places))
      let seconds = Int(now.timeIntervalSince1970) - run.at
      let ago = DurationText.short(.seconds(max(0, seconds)))
      return run.new.map { "\(count) of them were run again \(ago) ago, as \($0)" }
        ?? "\(count) of them may have been sent \(ago) ago: no answer came; look at \(draft.target.source)'s list of batches"
    }
  }

  /// - Throws: `CancellationError`; it may have been sent then, and is written down so.
  @concurrent func send(now: Date) async throws(CancellationError) -> ActionOutcome {
    let run = RerunHistory.Run(
      batch: draft.target, places: PlaceRanges(draft.plan.places),
      at: Int(now.timeIntervalSince1970))
    let outcome = try await gate.act(at: actions.sourceName) { () async throws(CancellationError) in
      folder?.update(RerunHistory.self) {
        $0.withdraw(run)
        $0.begin(run)
      }
      return try await actions.submit(body)
    }
    folder?.update(RerunHistory.self) { history in
      switch outcome {
      case .done(let new, _): history.end(run, making: new)
      case .refused, .notSent: history.withdraw(run)
      case .mayHaveBeenDone: break
      }
    }
    return outcome
  }
}
