/// A colour as a theme may name it.
///
/// What a terminal cannot show is mapped to the nearest it can.
package enum Color: Hashable, Sendable {
  /// One of the 16 ANSI colours, 0 to 15.
  case ansi(UInt8)
  /// One of the 256 xterm colours.
  case indexed(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}
