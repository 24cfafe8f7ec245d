/// What the filter does with one Unicode scalar.
///
/// The raw values are those of `ScalarRanges.starts`.
enum ScalarKind: UInt32 {
  /// Drawn as it is, one column.
  case narrow = 0
  /// Drawn as it is, two columns (East Asian Width W or F).
  case wide = 1
  /// No column of its own: it stands on the scalar before it.
  case mark = 2
  /// Nothing a person could see: format, bidi, joiner, filler, tag, variation selector, enclosing
  /// keycap.
  case invisible = 3
  /// A letter or digit of a right-to-left script, which may reorder its row.
  case rightToLeft = 4
  /// Drawn with another width by every other terminal: flags, skin tones, conjoining jamo,
  /// hexagrams.
  case contested = 5
  /// Unassigned, private, surrogate or no character at all.
  case unassigned = 6
  /// C0, DEL, C1, U+2028 and U+2029.
  case control = 7

  /// Looks the scalar up.
  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0xAD {
      self = value < 0x20 || (value >= 0x7F && value < 0xA0) ? .control : .narrow
      return
    }
    let starts = ScalarRanges.starts
    // The last range whose first scalar is not above this one.
    let key = value << 3 | 7
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= key { low = middle } else { high = middle }
    }
    self = ScalarKind(rawValue: starts[low] & 7) ?? .unassigned
  }
}
