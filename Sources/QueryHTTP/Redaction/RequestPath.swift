/// The part of a URL that a person is shown: path and query, without origin, without secrets.
package enum RequestPath {
  /// The longest path shown, in bytes.
  package static let longest = 512
  /// Names of parameters whose value is never shown, in lower case.
  private static let secrets: Set<String> = [
    "api_key", "apikey", "key", "token", "access_token", "auth", "authorization", "password",
    "secret", "signature", "sig", "x-api-key",
  ]

  /// Path and query of an absolute URL below `base`, values of parameters with telling names masked.
  ///
  /// What is not below `base` is shown from its path on. User information and fragment never are.
  package static func shown(_ url: String, below base: BaseURL? = nil) -> String {
    var rest = url[...]
    if let base, rest.hasPrefix(base.text) {
      rest = rest.dropFirst(base.text.count)
    } else if let colon = rest.firstRange(of: "://") {
      rest = rest[colon.upperBound...].drop { $0 != "/" && $0 != "?" }
    }
    rest = rest.prefix { $0 != "#" }
    let path = rest.prefix { $0 != "?" }
    guard path.endIndex < rest.endIndex else { return cut(String(path)) }
    let pairs = rest[rest.index(after: path.endIndex)...].split(
      separator: "&", omittingEmptySubsequences: false)
    return cut(path + "?" + pairs.map(masked).joined(separator: "&"))
  }

  /// Whether a URL has a user, a password, or a parameter with a telling name, also in its fragment
  /// or within the JSON of a parameter.
  package static func holdsSecret(_ url: String) -> Bool {
    guard let parts = BaseURL.split(url) else { return false }
    if parts.authority.contains("@") { return true }
    let pairs = parts.path.drop { $0 != "?" && $0 != "#" }
      .split { $0 == "?" || $0 == "#" || $0 == "&" || $0 == ";" }
    return pairs.contains { pair in
      let name = pair.prefix { $0 != "=" }
      let value = text(pair.dropFirst(name.count + 1))
      return secrets.contains(text(name)) || secrets.contains { value.contains("\"\($0)\"") }
    }
  }

  /// Escapes resolved, in lower case.
  private static func text(_ part: Substring) -> String {
    String(decoding: PercentEscapes.resolve(part), as: UTF8.self).lowercased()
  }

  private static func masked(_ pair: Substring) -> String {
    let name = pair.prefix { $0 != "=" }
    guard name.endIndex < pair.endIndex else { return String(pair) }
    // A whole request in one parameter may hold a key anywhere.
    let isSecret = secrets.contains(name.lowercased()) || name == "json"
    return isSecret ? "\(name)=\(Redactor.mask)" : String(pair)
  }

  private static func cut(_ text: some StringProtocol) -> String {
    guard text.utf8.count > longest else { return String(text) }
    return String(decoding: text.utf8.prefix(longest), as: UTF8.self) + "…"
  }
}

/// The escapes of a URL's query.
package enum PercentEscapes {
  /// Resolves `%7B` and `+`; an escape that is none stays as it is.
  package static func resolve(_ text: Substring) -> [UInt8] {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = hexByte(rest.prefix(2)) {
        result.append(value)
        rest.removeFirst(2)
      } else {
        result.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return result
  }

  /// Escapes what no URL may hold and some servers send all the same, as braces and quotes of JSON; controls
  /// stay, for whoever reads the URL to refuse.
  package static func escaped(_ text: Substring) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte >= 0x7F || #" "\<>^`{|}"#.utf8.contains(byte) {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func hexByte(_ digits: ArraySlice<UInt8>) -> UInt8? {
    guard digits.count == 2, digits.first != UInt8(ascii: "+") else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
