import Glibc

/// How far two colours stand apart (WCAG 2.1, "contrast ratio").
package enum Contrast {
  /// What text needs at the least (WCAG 2.1, 1.4.3).
  package static let text = 4.5
  /// What may be overlooked needs, and what is no text: graphs and borders (WCAG 2.1, 1.4.11).
  package static let graphics = 3.0

  /// 1 for the same colour, 21 for black on white.
  ///
  /// The first 16 colours are the terminal's own to choose, so that of what they give on ``ANSITable/known`` the least counts.
  package static func of(_ one: Color, _ other: Color) -> Double {
    ANSITable.known.map { of(one, other, in: $0) }.min() ?? 1
  }

  /// The same where the terminal's first 16 colours are known.
  package static func of(_ one: Color, _ other: Color, in table: ANSITable) -> Double {
    let luminances = [luminance(one.components(in: table)), luminance(other.components(in: table))]
      .sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  /// Whether text on this background is dark: black stands apart from it further than white.
  package static func isLight(_ color: Color) -> Bool {
    luminance(color.components) > 0.179
  }

  /// WCAG 2.1, "relative luminance".
  private static func luminance(_ parts: (red: Int, green: Int, blue: Int)) -> Double {
    0.2126 * linear(parts.red) + 0.7152 * linear(parts.green) + 0.0722 * linear(parts.blue)
  }

  private static func linear(_ part: Int) -> Double {
    let share = Double(part) / 255
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
}

extension Role {
  /// The least contrast with the background on which it can be read.
  package var neededContrast: Double {
    switch self {
    case .muted, .border, .focus, .graph: Contrast.graphics
    default: Contrast.text
    }
  }
}
