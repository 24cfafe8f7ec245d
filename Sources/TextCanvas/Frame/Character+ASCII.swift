extension Character {
  /// What stands for this on a terminal that shows ASCII alone.
  ///
  /// Tables and boxes choose ASCII themselves; this is the net under them.
  var asciiStandIn: Character {
    if isASCII { return self }
    guard let scalar = unicodeScalars.first?.value else { return " " }
    switch scalar {
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x2550, 0x2010...0x2015: return "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x2551: return "|"
    case 0x250C...0x254B, 0x2552...0x2570: return "+"
    case 0x2580...0x259F: return "#"
    case 0x2800: return " "
    case 0x2801...0x28FF: return ":"
    case 0x2026: return "~"
    case 0x2018, 0x2019: return "'"
    case 0x201C, 0x201D: return "\""
    case 0x2022, 0x25CF, 0x25CB, 0x00B7: return "*"
    case 0x2190, 0x25C0: return "<"
    case 0x2192, 0x25B6, 0x203A: return ">"
    case 0x2191, 0x25B2: return "^"
    case 0x2193, 0x25BC: return "v"
    case 0x2713, 0x2714: return "+"
    case 0x2717, 0x2718, 0x00D7: return "x"
    default: return "?"
    }
  }
}
