import NIOConcurrencyHelpers
import QueryHTTP

/// A server with the rows 0 to 11 in pages of five at most, which may contradict itself.
final class ContradictingServer: HTTPTransport {
  /// What is wrong with its answers.
  enum Fault: CaseIterable, Sendable {
    case tooFew, tooMany, endsEarly, repeatsPages, ignoresRange, repeatsWithoutCount
    case noRows, noRowsWithoutCount, otherCountLater, laterPageWithoutRows, neverEnds, linksToItself

    /// Whether it can be told of a result that comes in this way.
    func concerns(_ access: String) -> Bool {
      switch self {
      case .tooFew, .tooMany, .noRows, .noRowsWithoutCount: true
      case .endsEarly, .repeatsPages, .otherCountLater, .laterPageWithoutRows: access != "whole"
      case .ignoresRange, .repeatsWithoutCount: access != "whole"
      case .neverEnds, .linksToItself: access == "chained"
      }
    }
  }

  private static let rows = 12
  private static let page = 5

  private let result: ResultCase
  private let fault: Fault?
  private let requests = NIOLockedValueBox(0)

  /// - Parameter fault: nil for a server that agrees with itself.
  init(_ result: ResultCase, _ fault: Fault?) {
    self.result = result
    self.fault = fault
  }

  /// How often it was asked.
  var count: Int { requests.withLockedValue { $0 } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    requests.withLockedValue { $0 += 1 }
    return HTTPResponse(status: 200, body: Array(try answer(to: request.url).utf8))
  }

  private func answer(to url: String) throws -> String {
    func number(after name: String) -> Int? {
      url.split(separator: name, maxSplits: 1).dropFirst().first
        .flatMap { Int($0.prefix { $0.isNumber }) }
    }
    switch result.rows.access {
    case "whole": return try whole()
    case "chained":
      let page = number(after: "?page=") ?? 0
      let rows = page * Self.page..<(page + 1) * Self.page
      let isLast = rows.upperBound >= end && ![.neverEnds, .linksToItself].contains(fault)
      let next = fault == .linksToItself ? max(page, 1) : page + 1
      return try self.page(
        rows, asked: Self.page, next: isLast ? nil : "\(result.rows.firstPath)?page=\(next)")
    default:
      let first = number(after: "offset_start=") ?? 0
      let asked = (number(after: "offset_end=") ?? 0) + 1 - first
      return try page(first..<first + min(asked, Self.page), asked: asked, next: nil)
    }
  }

  private func whole() throws -> String {
    let rows = Array(0..<Self.rows)
    return switch fault {
    case .tooFew: try result.answer(Array(rows.dropLast()), announced: 12)
    case .tooMany: try result.answer(rows + [12], announced: 12)
    case .noRows: try result.answer(nil, announced: 12)
    case .noRowsWithoutCount: try result.answer(nil, announced: nil)
    default: try result.answer(rows, announced: 12)
    }
  }

  /// The row behind the last that the server gives.
  private var end: Int {
    switch fault {
    case .tooFew: 11
    case .tooMany: 13
    case .endsEarly: 8
    default: Self.rows
    }
  }

  private func page(_ rows: Range<Int>, asked: Int, next: String?) throws -> String {
    let isFirst = rows.lowerBound == 0
    let given = Array(rows.clamped(to: 0..<end))
    let start = Array(0..<min(asked, Self.page))
    let left = max(0, min(Self.page, Self.rows - rows.lowerBound))
    return switch fault {
    case .noRows: try result.answer(nil, announced: 12, next: next)
    case .noRowsWithoutCount: try result.answer(nil, announced: nil, next: next)
    case .laterPageWithoutRows where !isFirst:
      try result.answer(nil, announced: 12, next: next)
    case .repeatsPages where rows.lowerBound < Self.rows:
      // One row too many or too few is what betrays it.
      try result.answer(Array(start.prefix(left)) + (isFirst ? [] : [9]), announced: 12, next: next)
    case .ignoresRange: try result.answer(start, announced: 12, next: next.map { $0 + "0" })
    case .repeatsWithoutCount: try result.answer(start, announced: nil, next: next)
    case .otherCountLater: try result.answer(given, announced: isFirst ? 12 : 13, next: next)
    case .neverEnds, .linksToItself:
      try result.answer(given, announced: isFirst ? 13 : nil, next: next)
    default: try result.answer(given, announced: 12, next: next)
    }
  }
}
