import QueryHTTP
import QueryMonitoring
import QueryProviders

/// What a dashboard's effects are carried out with.
struct LoopServices {
  let gate: any RequestAdmission
  let sources: [String: any QuerySource]
  let requestLog: RequestLog
  let actions: ActionSettings
  /// How a person is told of events.
  var notify = NotifySettings()
}
