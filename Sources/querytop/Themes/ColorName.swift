import TextCanvas

/// A colour as a theme file writes it: `"#rrggbb"`, a number from 0 to 255, or an ANSI name.
nonisolated enum ColorName {
  /// The colour of a word; nil for a word that is none.
  static func color(_ word: String) -> Color? {
    if word.hasPrefix("#"), word.utf8.count == 7, let value = UInt32(word.dropFirst(), radix: 16) {
      return .rgb(
        red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }
    if let number = UInt8(word) { return .indexed(number) }
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    let isBright = word.hasPrefix("bright-")
    let base = isBright ? String(word.dropFirst(7)) : word
    guard let index = names.firstIndex(of: base) else { return nil }
    return .ansi(UInt8(index + (isBright ? 8 : 0)))
  }
}
