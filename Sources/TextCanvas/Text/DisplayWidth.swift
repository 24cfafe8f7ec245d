/// Columns that text takes on a terminal, by Unicode 14 and as glibc's `wcwidth` counts them in a
/// UTF-8 locale.
///
/// Characters of ambiguous width take one column.
package enum DisplayWidth {
  /// Columns of one scalar: 0, 1 or 2.
  ///
  /// What `SafeText` never lets through takes 0.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    switch ScalarKind(scalar) {
    case .narrow, .rightToLeft: 1
    case .wide: 2
    case .mark, .invisible, .contested, .unassigned, .control: 0
    }
  }

  /// Columns of one grapheme cluster: two for a sign of several scalars, else the sum of its scalars.
  package static func of(_ cluster: Character) -> Int {
    SafeText.Clusters(String(cluster)).reduce(0) { $0 + $1.width }
  }
}
