/// Columns that text takes on a terminal, by Unicode 14 and as glibc's `wcwidth` counts them in a
/// UTF-8 locale.
///
/// Characters of ambiguous width take one column, unless a person has said that their terminal gives them two.
package enum DisplayWidth {
  /// Columns of a character of ambiguous width, 1 or 2.
  package static var ofAmbiguous: Int { ambiguous }

  // Written once, by ``widenAmbiguous()``, before there is a second thread or a text: as `setlocale` is for `wcwidth`.
  nonisolated(unsafe) private static var ambiguous = 1

  /// Gives characters of ambiguous width two columns for the rest of the process.
  ///
  /// To be called before any text is made, and from nowhere but where the process begins.
  package static func widenAmbiguous() { ambiguous = 2 }

  /// Columns of one scalar: 0, 1 or 2.
  ///
  /// What `SafeText` never lets through takes 0.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    switch ScalarKind(scalar) {
    case .narrow: ambiguous > 1 && AmbiguousWidth.contains(scalar) ? ambiguous : 1
    case .rightToLeft: 1
    case .wide: 2
    case .mark, .invisible, .contested, .unassigned, .control: 0
    }
  }

  /// Columns of one grapheme cluster: two for a sign of several scalars, else the sum of its scalars.
  package static func of(_ cluster: Character) -> Int {
    SafeText.Clusters(String(cluster)).reduce(0) { $0 + $1.width }
  }
}
