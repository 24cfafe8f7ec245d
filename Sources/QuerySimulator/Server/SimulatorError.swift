/// Why a simulator cannot serve.
package enum SimulatorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The port cannot be listened on; holds the system's reason.
  case cannotListen(port: Int, reason: String)

  /// The whole sentence for people, without a full stop.
  package var description: String {
    switch self {
    case .cannotListen(let port, let reason):
      "the simulator cannot listen on 127.0.0.1:\(port): \(reason); "
        + "choose another port, or 0 for any"
    }
  }
}
