import Foundation
import TextCanvas

/// How far two colours stand apart (WCAG 2.1, "contrast ratio").
enum Contrast {
  /// 1 for the same colour, 21 for black on white.
  static func of(_ one: Color, _ other: Color) -> Double {
    let luminances = [luminance(one), luminance(other)].sorted()
    return (luminances[1] + 0.05) / (luminances[0] + 0.05)
  }

  /// WCAG 2.1, "relative luminance".
  private static func luminance(_ color: Color) -> Double {
    let (red, green, blue) = color.components
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  private static func linear(_ part: Int) -> Double {
    let share = Double(part) / 255
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
}
