import Glibc

/// An address of the Internet Protocol: 4 bytes, or 16; the IPv6 form of an IPv4 address (`::ffff:10.0.0.1`) is that one.
struct IPAddress: Hashable, Sendable {
  let bytes: [UInt8]

  /// Reads an address without brackets; nil for a name.
  init?(_ text: String) {
    var four = [UInt8](repeating: 0, count: 4)
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = four
      return
    }
    var all = [UInt8](repeating: 0, count: 16)
    guard inet_pton(AF_INET6, text, &all) == 1 else { return nil }
    let isMapped = all[..<10].allSatisfy { $0 == 0 } && all[10] == 0xFF && all[11] == 0xFF
    bytes = isMapped ? Array(all[12...]) : all
  }

  /// Whether the two are of one family and begin with the same bits.
  func shares(bits: Int, with other: IPAddress) -> Bool {
    guard bytes.count == other.bytes.count else { return false }
    let whole = bits / 8
    guard bytes[..<whole] == other.bytes[..<whole] else { return false }
    guard bits % 8 > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
    return bytes[whole] & mask == other.bytes[whole] & mask
  }
}
