import NIOConcurrencyHelpers
import QueryCore
import QueryHTTP
import QueryMonitoring
import QueryProviders
import QueryScheduling

/// Remembers the targets a person named, each at its first good answer: a mistyped id would be
/// offered ever after.
nonisolated final class AnsweredTargets: Sendable {
  private let folder: StateFolder?
  private let unanswered: NIOLockedValueBox<Set<Target>>

  /// - Parameters:
  ///   - named: on the command line; those of the configuration stand there anyway.
  ///   - folder: nil remembers nothing.
  init(named: [Target], in folder: StateFolder?) {
    self.folder = folder
    unanswered = NIOLockedValueBox(Set(named))
  }

  /// Remembers those that were named and have not been remembered yet.
  func note(_ answered: [Target]) {
    guard let folder else { return }
    let new = unanswered.withLockedValue { rest in
      answered.filter { rest.remove($0) != nil }
    }
    guard !new.isEmpty else { return }
    folder.update(RecentTargets.self) { recent in
      recent.use(new)
      recent.keep { Secrets.redactor.clean($0.description) == $0.description }
    }
  }

  /// Remembers those whose last poll was answered.
  func note(_ known: [TargetSnapshot]) {
    note(known.filter { $0.observedAt != nil && $0.problem == nil }.map(\.target))
  }

  /// What a monitor is to tell of its polls; nil where there is nothing to remember.
  func observer() -> (@Sendable (MonitorEvent) -> Void)? {
    guard folder != nil, unanswered.withLockedValue({ !$0.isEmpty }) else { return nil }
    return { event in
      if case .polled(let report) = event, case .success = report.outcome.result {
        self.note([report.slot.target])
      }
    }
  }
}
