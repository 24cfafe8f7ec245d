/// What `NO_PROXY` lists: addresses that are asked directly.
///
/// Parted by commas or blanks, each is `*` for all, a host's name (its subdomains too, with or without `.` or `*.` before
/// it), an IP address, a range of them (`10.0.0.0/8`, `fd00::/8`), and all but `*` may end in `:PORT`. Nothing is looked up:
/// a range holds hosts that are written as addresses alone.
struct ProxyExceptions: Sendable {
  private enum Pattern: Sendable {
    case all
    case name(String)
    case range(IPAddress, bits: Int)
  }

  private let entries: [(pattern: Pattern, port: Int?)]

  /// Reads a list; entries that are none are passed over.
  init(_ list: String) {
    entries = list.split { $0 == "," || $0.isWhitespace }.compactMap(Self.entry)
  }

  /// Whether an address is asked directly.
  func contains(_ origin: HTTPOrigin) -> Bool {
    let address = IPAddress(origin.host)
    let host = origin.host.hasSuffix(".") ? String(origin.host.dropLast()) : origin.host
    return entries.contains { entry in
      guard entry.port == nil || entry.port == origin.port else { return false }
      switch entry.pattern {
      case .all: return true
      case .name(let name):
        return address == nil && (host == name || host.hasSuffix("." + name))
      case .range(let start, let bits): return address?.shares(bits: bits, with: start) ?? false
      }
    }
  }

  private static func entry(_ text: Substring) -> (pattern: Pattern, port: Int?)? {
    if text == "*" { return (.all, nil) }
    let lower = text.lowercased()
    if let range = range(lower[...]) { return (range, nil) }
    guard let (host, port) = parted(lower) else { return nil }
    if let range = range(host) { return (range, port) }
    var name = host
    if name.hasPrefix("*.") { name = name.dropFirst() }
    if name.hasPrefix(".") { name = name.dropFirst() }
    if name.hasSuffix(".") { name = name.dropLast() }
    guard !name.isEmpty else { return nil }
    return (.name(String(name)), port)
  }

  /// An address, or the range it starts.
  private static func range(_ text: Substring) -> Pattern? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    var host = parts[0]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard let address = IPAddress(String(host)) else { return nil }
    guard parts.count == 2 else { return .range(address, bits: address.bytes.count * 8) }
    guard let bits = Int(parts[1]), (0...address.bytes.count * 8).contains(bits) else { return nil }
    return .range(address, bits: bits)
  }

  private static func parted(_ text: String) -> (host: Substring, port: Int?)? {
    guard let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") else {
      return (text[...], nil)
    }
    guard let port = Int(text[text.index(after: colon)...]), (1...65535).contains(port) else {
      return nil
    }
    return (text[..<colon], port)
  }
}
