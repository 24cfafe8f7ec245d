/// Which scalars every terminal gives the columns that Unicode 14 does, so that they may be drawn one after the other.
///
/// Found by asking: those for which the C library's tables, tmux's and libvterm's agree, and no terminal joins to clusters
/// of another width. Letters of India and South-East Asia, emoji and rare marks are none of them.
nonisolated enum SettledWidth {
  /// Whether a scalar with columns of its own is one of these.
  static func contains(_ base: Unicode.Scalar) -> Bool {
    switch base.value {
    // Latin to Arabic and N'Ko; Georgian and Ethiopic; Latin and Greek with marks; punctuation, lines, signs.
    case 0x20...0x6DD, 0x6DF...0x7FF, 0x10A0...0x10FF, 0x1200...0x1399, 0x1E00...0x2FFF: true
    // What comes of China, Japan and Korea.
    case 0x3000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFB00...0xFEFF, 0xFF01...0xFFFD: true
    case 0x20000...0x3FFFD: true
    default: false
    }
  }

  /// Whether a scalar that stands on another is one of these.
  static func containsMark(_ mark: Unicode.Scalar) -> Bool {
    switch mark.value {
    case 0x300...0x36F, 0x483...0x486, 0x591...0x5C7, 0x64B...0x655, 0x670, 0x20D0...0x20E3: true
    default: false
    }
  }
}
