/// How the simulator answers, whatever it is asked.
package enum SimulatedAnswer: Hashable, Sendable {
  /// As the contract says.
  case normal
  /// With an error of this HTTP status, 300 to 599, in the contract's form; anything else is sent
  /// as 500.
  case status(Int)
  /// With status 200 and bytes that are no JSON, nor text.
  case garbage
  /// With status 200 and a web page, as a captive portal does.
  case html
  /// With status 200 and no body.
  case empty
  /// By closing the connection.
  case drop
}
