/// What an answer with rows holds: the rows, and the rest of it.
package struct DecodedResult: Sendable {
  package let page: ResultPage
  /// The answer's JSON with `[]` in the place of its rows: small, and read by an ordinary reader.
  package let envelope: [UInt8]
}
