/// How the body of an answer is packed (RFC 9110 §8.4).
enum ContentCoding: Hashable, Sendable {
  case identity
  case gzip
  case deflate

  /// Reads `Content-Encoding`; codings that change nothing do not count.
  ///
  /// - Parameter values: of every field of that name.
  /// - Throws: `TransportError.malformed` where it is packed in another way, or twice over.
  init(_ values: [String]) throws(TransportError) {
    let codings = values.flatMap { $0.split(separator: ",") }
      .map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      .filter { !$0.isEmpty && $0 != "identity" }
    guard codings.count < 2 else {
      throw .malformed("the answer is packed more than once, which was not asked for")
    }
    switch codings.first {
    case nil: self = .identity
    case "gzip", "x-gzip": self = .gzip
    case "deflate": self = .deflate
    default: throw .malformed("the answer is packed in a way that was not asked for")
    }
  }
}
