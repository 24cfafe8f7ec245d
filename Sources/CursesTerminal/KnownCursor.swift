/// The row the cursor is in and the lines that scroll, as far as a frame has said them, and the shortest way to say the next.
///
/// Rows are counted from 1, as in the sequences (ECMA-48 8.3.21 and 8.3.158; DECSTBM of the VT100).
nonisolated struct KnownCursor {
  private var rows = Int.max
  /// Nil where it is not known.
  private var row: Int?
  private var bottom = Int.max

  init(rows: Int = .max) {
    self.rows = rows
    bottom = rows
  }

  /// It is where it was when it was saved; the lines that scroll are not saved with it.
  mutating func goBack(to saved: KnownCursor) {
    row = saved.row
  }

  /// A new line was written.
  mutating func goDown() {
    if let row, row != bottom, row < rows { self.row = row + 1 }
  }

  /// The line above was gone to, or one was scrolled in.
  mutating func goUp() {
    row = nil
  }

  /// Takes a sequence that moves the cursor, or sets the lines that scroll.
  ///
  /// - Parameters:
  ///   - isAfterReturn: Whether the cursor has just gone to the first column.
  ///   - isHome: Whether setting the lines that scroll has just put it at the top left.
  /// - Returns: what says the same in fewer bytes; nil where nothing does.
  mutating func move(
    _ final: Unicode.Scalar, _ parameters: ArraySlice<UInt8>, isAfterReturn: Bool, isHome: Bool
  ) -> [UInt8]? {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    let (first, second) = (numbers.first ?? nil, numbers.count > 1 ? numbers[1] : nil)
    let before = row
    switch final {
    case "C", "D", "G", "Z": return nil
    case "d":
      row = first
      let isNext = isAfterReturn && before.map { $0 != bottom && $0 + 1 == first } ?? false
      return isNext ? [0x0A] : nil
    case "H":
      row = first ?? 1
      guard isHome, let first, second ?? 1 == 1 else { return nil }
      return Array("\u{1B}[\(first)d".utf8)
    case "r":
      row = 1
      bottom = second ?? rows
      return first == 1 && second == rows ? Array("\u{1B}[r".utf8) : nil
    default:
      row = nil
      return nil
    }
  }
}
