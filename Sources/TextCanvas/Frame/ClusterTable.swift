import Synchronization

/// Numbers for the clusters of several scalars that are drawn, so that a cell is plain bytes.
///
/// It holds so many and no more, for text from a server must not make it grow for ever: of a cluster that comes when
/// it is full, the base letter alone is drawn.
struct ClusterTable {
  /// The process's own: frames are compared with one another, whoever drew them.
  static let shared = Mutex(ClusterTable())

  /// Numbers begin above every scalar.
  private static let first: UInt32 = 0x8000_0000

  private let most: Int
  private var codes: [[Unicode.Scalar]: UInt32] = [:]
  private var clusters: [Character] = []

  /// - Parameter most: clusters it holds, some hundred bytes each.
  init(most: Int = 8_192) {
    self.most = most
  }

  /// The code of a glyph: its scalar where it is only one, else its number here.
  mutating func code(of glyph: Character) -> UInt32 {
    // By its scalars, not as a character: what means the same is still drawn as it came.
    let scalars = Array(glyph.unicodeScalars)
    if scalars.count > 1 {
      if let code = codes[scalars] { return code }
      if clusters.count < most {
        let code = Self.first + UInt32(clusters.count)
        codes[scalars] = code
        clusters.append(glyph)
        return code
      }
    }
    return scalars.first?.value ?? 0x20
  }

  /// The cluster of a number; a space for one that was never given out.
  func cluster(of code: UInt32) -> Character {
    let place = Int(code) - Int(Self.first)
    return clusters.indices.contains(place) ? clusters[place] : " "
  }
}
