/// Counts what a program writes to its terminal.
///
/// A frame is what lies between the marks of synchronized output (private mode 2026), marks
/// included.
struct OutputMeter {
  private(set) var bytes = 0
  private(set) var frames = 0
  /// Bytes that belong to no frame.
  private(set) var bytesOutside = 0
  /// The newest bytes, up to 256 KiB of them.
  private var recent: [UInt8] = []
  private var isInside = false
  /// The last eight bytes, the newest lowest: a mark is eight bytes long.
  private var window: UInt64 = 0

  private static let opening = pack("\u{1B}[?2026h")
  private static let closing = pack("\u{1B}[?2026l")
  private static let mostKept = 262_144

  /// Takes in what was read.
  mutating func add(_ piece: [UInt8]) {
    bytes += piece.count
    for byte in piece {
      window = window << 8 | UInt64(byte)
      if !isInside { bytesOutside += 1 }
      if window == Self.opening, !isInside {
        isInside = true
        frames += 1
        bytesOutside -= 8
      } else if window == Self.closing {
        isInside = false
      }
    }
    recent += piece
    if recent.count > Self.mostKept { recent.removeFirst(recent.count - Self.mostKept) }
  }

  /// Forgets the text so far, not the counts.
  mutating func forgetText() {
    recent.removeAll()
  }

  /// Says whether the text stands in what was written since the last `forgetText`, with no escape
  /// sequence inside.
  func hasText(_ text: String) -> Bool {
    recent.contains(Array(text.utf8))
  }

  private static func pack(_ mark: String) -> UInt64 {
    mark.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }
}
