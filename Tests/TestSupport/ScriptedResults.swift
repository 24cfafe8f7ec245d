import NIOConcurrencyHelpers
import QueryProviders
package import ResultTables

/// A result whose every answer a closure makes.
package final class ScriptedResults: ResultSource {
  /// Makes the answer to a request; calls are counted from 1.
  package typealias Script =
    @Sendable (_ call: Int, ResultPageRequest) async throws -> ResultPageAnswer

  package let sourceName = "supermetrics"
  package let access: ResultAccess
  /// How often it was asked.
  package let calls = Gauge()
  private let script: Script
  private let log = NIOLockedValueBox<[ResultPageRequest]>([])

  package init(_ access: ResultAccess = .random, _ script: @escaping Script) {
    self.access = access
    self.script = script
  }

  /// Every request so far, in order.
  package var requests: [ResultPageRequest] { log.withLockedValue { $0 } }

  @concurrent package func page(_ request: ResultPageRequest) async throws -> ResultPageAnswer {
    let call = log.withLockedValue { log in
      log.append(request)
      return log.count
    }
    calls.add(1)
    return try await script(call, request)
  }

  /// The rows of a range out of `total`, each holding its number.
  ///
  /// - Parameters:
  ///   - cap: rows the server gives at most.
  ///   - told: the total it announces.
  package static func rows(
    _ request: ResultPageRequest, of total: Int, cap: Int = .max, told: Int?
  ) -> ResultPageAnswer {
    if request == .beyond { return page(total..<total) }
    guard case .rows(let first, let count) = request else { return page(0..<total) }
    let end = min(first + min(count, cap), total)
    var answer = page(min(first, total)..<max(min(first, total), end))
    answer.totalRows = told
    return answer
  }

  package static func page(_ rows: Range<Int>, next: String? = nil) -> ResultPageAnswer {
    ResultPageAnswer(
      ResultPage(names: ["n"], rows: rows.map { [.number("\($0)")] }), next: next)
  }
}
