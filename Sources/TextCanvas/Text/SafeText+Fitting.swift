extension SafeText {
  /// The text cut to at most `width` columns, whole graphemes only, the last column an ellipsis if
  /// anything was cut.
  ///
  /// A width the ellipsis does not fit in cuts without one.
  package func clipped(to width: Int, ellipsis: SafeText = .ellipsis) -> SafeText {
    guard self.width > width else { return self }
    guard width > 0 else { return .empty }
    let room = width - (ellipsis.width <= width ? ellipsis.width : 0)
    let kept = prefix(room)
    return ellipsis.width <= width ? kept + ellipsis : kept
  }

  /// The text cut to at most `width` columns, an ellipsis in place of what tells least: of an id both ends tell something.
  ///
  /// - Parameter ends: what it has in common with the names it stands among, which goes first; else the middle does.
  package func cutInMiddle(
    to width: Int, ellipsis: SafeText = .ellipsis, alike ends: CommonEnds = .none
  ) -> SafeText {
    guard self.width > width else { return self }
    // Of fewer columns there is no middle.
    guard width >= ellipsis.width + 4 else { return clipped(to: width, ellipsis: ellipsis) }
    let excess = self.width - width + ellipsis.width
    let columns: Int
    // A column of what is shared stays at the rim: it says that something was there.
    if ends.start > excess {
      columns = ends.start - excess
    } else if ends.end > excess {
      columns = self.width - ends.end
    } else {
      columns = (width - ellipsis.width + 1) / 2
    }
    let head = prefix(columns)
    return head + ellipsis + suffix(width - head.width - ellipsis.width)
  }

  /// The text with spaces added up to `width` columns; one that is wider stays as it is.
  package func padded(to width: Int, alignment: TextAlignment = .left) -> SafeText {
    guard self.width < width else { return self }
    let spaces = SafeText.repeating(" ", count: width - self.width)
    return alignment == .left ? self + spaces : spaces + self
  }

  /// The text clipped or padded to exactly `width` columns.
  package func fitted(
    to width: Int, alignment: TextAlignment = .left, ellipsis: SafeText = .ellipsis
  ) -> SafeText {
    clipped(to: width, ellipsis: ellipsis).padded(to: width, alignment: alignment)
  }

  /// As many whole graphemes from the start as fit in `columns`.
  package func prefix(_ columns: Int) -> SafeText {
    guard columns > 0 else { return .empty }
    if isASCII {
      let kept = min(columns, width)
      return SafeText(unchecked: String(text.prefix(kept)), width: kept)
    }
    var kept = 0
    var end = text.startIndex
    for index in text.indices {
      let span = DisplayWidth.of(text[index])
      guard kept + span <= columns else { break }
      kept += span
      end = text.index(after: index)
    }
    return SafeText(unchecked: String(text[..<end]), width: kept)
  }

  /// As many whole graphemes from the end as fit in `columns`.
  package func suffix(_ columns: Int) -> SafeText {
    guard columns > 0 else { return .empty }
    guard width > columns else { return self }
    var kept = 0
    var start = text.endIndex
    while start > text.startIndex {
      let index = text.index(before: start)
      let span = DisplayWidth.of(text[index])
      guard kept + span <= columns else { break }
      kept += span
      start = index
    }
    return SafeText(unchecked: String(text[start...]), width: kept)
  }

  /// The text for a terminal that has ASCII only: signs of our own become the nearest ASCII, all
  /// else an escape like `\u{e9}`.
  package func asciiOnly() -> SafeText {
    guard !isASCII else { return self }
    var plain = ""
    for scalar in string.unicodeScalars {
      if scalar.isASCII {
        plain.unicodeScalars.append(scalar)
      } else if let sign = Self.asciiSigns[scalar] {
        plain += sign
      } else {
        plain += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
    return SafeText(unchecked: plain, width: plain.utf8.count)
  }

  private static let asciiSigns: [Unicode.Scalar: String] = [
    "\u{FFFD}": "?", "\u{25AF}": "?", "\u{2026}": "~", "\u{00B7}": ".", "\u{2013}": "-",
    "\u{2014}": "-", "\u{2212}": "-", "\u{00D7}": "x", "\u{2190}": "<", "\u{2192}": ">",
    "\u{2191}": "^", "\u{2193}": "v", "\u{203A}": ">", "\u{2039}": "<", "\u{2248}": "~",
    "\u{00B1}": "+-", "\u{2409}": "^I", "\u{240A}": "^J", "\u{240B}": "^K", "\u{240C}": "^L",
    "\u{240D}": "^M", "\u{2424}": "^J", "\u{2018}": "'", "\u{2019}": "'", "\u{201C}": "\"",
    "\u{201D}": "\"", "\u{00A0}": " ", "\u{2264}": "<=", "\u{2265}": ">=",
  ]
}

/// The side of a field its text keeps to.
package enum TextAlignment: Hashable, Sendable {
  case left
  /// For numbers, so that units stand under units.
  case right
}
