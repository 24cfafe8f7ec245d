/// How many colours a terminal shows.
package enum ColorDepth: Int, Hashable, Sendable, Comparable {
  case none = 0
  case ansi8 = 8
  case ansi16 = 16
  case xterm256 = 256

  package static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}
