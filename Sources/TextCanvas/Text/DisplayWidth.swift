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

  /// Columns of one grapheme cluster: the sum of its scalars, as terminals without cluster support
  /// draw it.
  package static func of(_ cluster: Character) -> Int {
    cluster.unicodeScalars.reduce(0) { $0 + of($1) }
  }
}
