/// What a terminal makes of the first 16 colours, which are named and not measured.
package struct ANSITable: Sendable {
  package let name: String
  private let colors: [UInt32]

  /// Those a querytop may well meet; together they span what there is.
  package static let known = [xterm, console, solarized, windows]

  /// xterm's defaults (XTerm-col.ad), which most emulators start from.
  package static let xterm = ANSITable(
    name: "xterm",
    colors: [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
      0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ])

  /// The Linux console's, which are those of the VGA text modes (drivers/tty/vt/vt.c).
  package static let console = ANSITable(
    name: "console",
    colors: [
      0x000000, 0xAA0000, 0x00AA00, 0xAA5500, 0x0000AA, 0xAA00AA, 0x00AAAA, 0xAAAAAA,
      0x555555, 0xFF5555, 0x55FF55, 0xFFFF55, 0x5555FF, 0xFF55FF, 0x55FFFF, 0xFFFFFF,
    ])

  /// Solarized's, where the bright ones are greys (https://ethanschoonover.com/solarized).
  package static let solarized = ANSITable(
    name: "Solarized",
    colors: [
      0x073642, 0xDC322F, 0x859900, 0xB58900, 0x268BD2, 0xD33682, 0x2AA198, 0xEEE8D5,
      0x002B36, 0xCB4B16, 0x586E75, 0x657B83, 0x839496, 0x6C71C4, 0x93A1A1, 0xFDF6E3,
    ])

  /// "Campbell", the scheme of Windows' terminals.
  package static let windows = ANSITable(
    name: "Windows",
    colors: [
      0x0C0C0C, 0xC50F1F, 0x13A10E, 0xC19C00, 0x0037DA, 0x881798, 0x3A96DD, 0xCCCCCC,
      0x767676, 0xE74856, 0x16C60C, 0xF9F1A5, 0x3B78FF, 0xB4009E, 0x61D6D6, 0xF2F2F2,
    ])

  /// Red, green and blue, 0 to 255, of one of the 16.
  package func components(of index: UInt8) -> (red: Int, green: Int, blue: Int) {
    let color = colors[Int(index & 15)]
    return (Int(color >> 16 & 0xFF), Int(color >> 8 & 0xFF), Int(color & 0xFF))
  }
}
