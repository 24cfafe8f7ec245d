/// What may go wrong with one answer of the model server.
package enum ModelFault: CaseIterable, Sendable {
  /// 500 to 504, now and then with a limit's headers.
  case serverError
  /// The connection is refused or breaks at once.
  case refused
  /// Nothing comes until the client's own limit.
  case hang
  /// Something comes that is not what was promised.
  case garbage
  /// A good answer, up to half a minute after its moment.
  case late
  /// A 404 about work that is there.
  case missing
  /// A 429 without cause, in one of its forms.
  case throttle
  /// 401 although the credential is good.
  case unauthorized
}
