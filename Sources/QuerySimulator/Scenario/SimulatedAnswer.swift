/// How the simulator answers, whatever it is asked.
package enum SimulatedAnswer: Hashable, Sendable {
  /// As the contract says.
  case normal
  /// With an error of this HTTP status, 300 to 599, in the contract's form; anything else is sent
  /// as 500.
  case status(Int)
  /// With a 429 that asks for this wait, in digits or as a date.
  case throttled(seconds: Int, asDate: Bool)
  /// With a redirect to another origin, where nobody should bring a key.
  case redirect
  /// With status 200 and bytes that are no JSON, nor text.
  case garbage
  /// With status 200 and a web page, as a captive portal does.
  case html
  /// With status 200 and no body.
  case empty
  /// With JSON nested 100,000 levels deep.
  case deep
  /// With a packed body, though none was asked for, that unpacks to 160 times its size.
  case gzipBomb
  /// As the contract says, after this wait.
  case hang(seconds: Int)
  /// As the contract says, bit by bit over some seconds.
  case slow
  /// By hanging up in the middle of the body.
  case truncated
  /// With 32 MiB of white space.
  case oversized
  /// As the contract says, from a clock that is this far ahead, or behind where negative.
  case skewed(seconds: Int)
  /// By closing the connection.
  case drop
  /// By doing what is asked, and closing the connection without a word of it.
  case lost
  /// With an error of this HTTP status, 400 to 599, in the form of RFC 9457.
  case problem(Int)
}
