import Glibc

/// Counts different values: by their hashes up to a bound, beyond it by HyperLogLog.
///
/// Two of 100,000 values share a hash of 64 bits once in four thousand million counts. HyperLogLog
/// (Flajolet, Fusy, Gandouet and Meunier, 2007) with 2¹⁴ registers errs by 0.8 %; the bound lies above
/// the range in which it needs a correction for small counts.
struct DistinctCount: Hashable, Sendable {
  private static let bound = 100_000
  private static let registerBits = 14

  /// Empty once there are more than `bound`.
  private var hashes: Set<UInt64> = []
  private var registers = [UInt8](repeating: 0, count: 1 << registerBits)
  private var isBeyond = false

  mutating func insert(_ text: UnsafeBufferPointer<UInt8>, _ kind: CellKind) {
    var hasher = Hasher()
    hasher.combine(kind.rawValue)
    hasher.combine(bytes: UnsafeRawBufferPointer(text))
    let hash = UInt64(bitPattern: Int64(hasher.finalize()))
    let register = Int(hash >> UInt64(64 - Self.registerBits))
    // The place of the first 1 in what is left; the 1 at its end bounds it.
    let rest = hash << UInt64(Self.registerBits) | 1 << UInt64(Self.registerBits - 1)
    registers[register] = max(registers[register], UInt8(rest.leadingZeroBitCount + 1))
    guard !isBeyond else { return }
    hashes.insert(hash)
    if hashes.count > Self.bound {
      isBeyond = true
      hashes = []
    }
  }

  var count: Estimate {
    guard isBeyond else { return Estimate(count: hashes.count, isApproximate: false) }
    let size = Double(registers.count)
    let bias = 0.7213 / (1 + 1.079 / size)
    let sum = registers.reduce(0) { $0 + exp2(-Double($1)) }
    return Estimate(count: Int(bias * size * size / sum), isApproximate: true)
  }
}

/// A count, and whether it is exact.
package struct Estimate: Hashable, Sendable {
  package let count: Int
  /// Whether the count is about right only.
  package let isApproximate: Bool
}
