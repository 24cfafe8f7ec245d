import NIOConcurrencyHelpers

/// Finds known tokens in a text by value, whatever wrapped them, and writes `mask` in their place.
///
/// Every sink (log, requests, standard output and error, answers on their way in) passes its text
/// through one. Found are six encodings of a token: as it is, percent-encoded, escaped as in JSON,
/// hexadecimal, base64 and base64url; the first three also mixed, and base64 also where the token is
/// only a part of what was encoded, as in `user:token`.
package final class Redactor: Sendable {
  /// What stands in a token's place.
  package static let mask = "<redacted>"
  /// Shorter tokens are not looked for: they would be found in ordinary words.
  package static let shortest = 6

  private struct State {
    var tokens: Set<String> = []
    var matchers: [TokenMatcher] = []
    var pairs = PairTable()
  }

  private let state = NIOLockedValueBox(State())

  /// Makes a redactor that knows no token yet.
  package init() {}

  /// Looks for this token too from now on.
  package func learn(_ credential: Credential) {
    learn(credential.reveal())
  }

  /// Looks for this text too from now on, white space around it aside; too short a text is passed
  /// over.
  package func learn(_ text: String) {
    let bytes = text.utf8.drop { $0 <= 0x20 }
    let end = bytes.lastIndex { $0 > 0x20 }.map { bytes.index(after: $0) } ?? bytes.endIndex
    let token = bytes[..<end]
    guard token.count >= Self.shortest else { return }
    state.withLockedValue { state in
      guard state.tokens.insert(String(Substring(token))).inserted else { return }
      let matcher = TokenMatcher(Array(token))
      state.pairs.learn(matcher)
      state.matchers.append(matcher)
    }
  }

  /// The text with every token masked.
  package func clean(_ text: String) -> String {
    guard let cleaned = cleaned(Array(text.utf8)) else { return text }
    return String(decoding: cleaned, as: UTF8.self)
  }

  /// The bytes with every token masked.
  package func clean(_ bytes: [UInt8]) -> [UInt8] {
    cleaned(bytes) ?? bytes
  }

  /// Nil where there is nothing to mask.
  private func cleaned(_ bytes: [UInt8]) -> [UInt8]? {
    let (matchers, pairs) = state.withLockedValue { ($0.matchers, $0.pairs) }
    guard !matchers.isEmpty else { return nil }
    var out: [UInt8]?
    var copied = 0
    var place = 0
    var seen = 0
    while place < bytes.count {
      place = pairs.nextStart(in: bytes, from: place, seen: &seen)
      guard place < bytes.count,
        let length = matchers.lazy.compactMap({ $0.match(in: bytes, at: place) }).max()
      else {
        place += 1
        continue
      }
      var cleaned = out ?? []
      out = nil
      cleaned += bytes[copied..<place]
      cleaned += Self.mask.utf8
      out = cleaned
      place += length
      copied = place
    }
    out?.append(contentsOf: bytes[copied...])
    return out
  }
}
