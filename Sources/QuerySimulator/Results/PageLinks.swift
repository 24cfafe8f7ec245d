import FoundationEssentials

/// The links from one page of a Polytomic result to its neighbours: a token nobody needs to
/// understand, percent-encoded, on a path from the root of the host.
struct PageLinks {
  private(set) var next: String?
  private(set) var previous: String?

  /// The links of a result that has a single page.
  init() {}

  /// The links of the page with the rows `page` out of `count`.
  init(id: String, _ page: Range<Int>, of count: Int, most: Int) {
    let path = "\(SimulatorRouter.polytomicPrefix)/api/queries/\(id)?page="
    if page.upperBound < count { next = path + Self.token(page.upperBound) }
    if page.lowerBound > 0 { previous = path + Self.token(max(0, page.lowerBound - most)) }
  }

  /// The row at which the page of a token begins; nil for a token that was not made here.
  static func row(behind token: String) -> Int? {
    guard let bytes = Data(base64Encoded: token) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let row = Int(text), row >= 0, row <= 1_000_000, String(row) == text else { return nil }
    return row
  }

  /// Writes a link as a string, or null.
  func write(_ link: String?, to json: inout JSONBytes) {
    if let link { json.string(link) } else { json.raw("null") }
  }

  private static func token(_ row: Int) -> String {
    String(decoding: Data("\(row)".utf8).base64EncodedData(), as: UTF8.self)
      .split(separator: "=", omittingEmptySubsequences: false).joined(separator: "%3D")
  }
}
