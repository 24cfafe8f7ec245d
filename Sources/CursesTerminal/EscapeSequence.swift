import TextCanvas

/// A control sequence after its Escape: `[`, parameters and a final byte, or `O` and a final byte.
nonisolated struct EscapeSequence {
  private var introducer: UInt8 = 0
  private var parameters: [UInt8] = []
  private var final: UInt8 = 0

  /// Takes one sequence off the front; nil, taking nothing, when there is none.
  ///
  /// A sequence cut off by the end of the batch is taken whole: its rest cannot be told from typing, but its start can.
  init?(taking input: inout ArraySlice<RawInput>) {
    guard case .scalar(let first)? = input.first, first == 0x5B || first == 0x4F else { return nil }
    introducer = UInt8(first)
    input.removeFirst()
    while case .scalar(let value)? = input.first, (0x20...0x7E).contains(value) {
      input.removeFirst()
      if value >= 0x40 {
        final = UInt8(value)
        return
      }
      parameters.append(UInt8(value))
    }
  }

  /// Whether it is what a terminal says of itself when asked (DA1): `CSI ? … c`.
  var isDeviceAttributes: Bool {
    introducer == UInt8(ascii: "[") && final == UInt8(ascii: "c")
      && parameters.first == UInt8(ascii: "?")
  }

  /// The key it stands for, modifiers left aside; nil when it stands for none.
  var key: KeyPress? {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "M") where introducer == UInt8(ascii: "O"): .enter
    case UInt8(ascii: "Z"): .backTab
    case UInt8(ascii: "R") where introducer == UInt8(ascii: "["): nil  // where the cursor is
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(final) - 0x4F)
    case UInt8(ascii: "~"): Self.tildeKeys[firstParameter]
    default: nil
    }
  }

  private var firstParameter: String {
    String(decoding: parameters.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
  }

  /// The keys of the VT220 and its heirs, by their number.
  private static let tildeKeys: [String: KeyPress] = [
    "1": .home, "2": .insert, "3": .delete, "4": .end, "5": .pageUp, "6": .pageDown, "7": .home,
    "8": .end, "11": .function(1), "12": .function(2), "13": .function(3), "14": .function(4),
    "15": .function(5), "17": .function(6), "18": .function(7), "19": .function(8),
    "20": .function(9), "21": .function(10), "23": .function(11), "24": .function(12),
  ]
}
