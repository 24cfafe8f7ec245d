package import QueryCore

/// What tells one cause from another.
package struct CauseKey: Hashable, Sendable {
  package let code: String?
  package let message: String

  package init(_ cause: FailureCause) {
    code = cause.code
    message = cause.message
  }

  /// The identity of its row in the causes panel.
  var rowID: String { "\(code ?? "")\u{0}\(message)" }
}
