/// Where a single query or job stands, before a provider puts its own word to it.
enum TaskStage: Hashable, Sendable {
  case waiting
  case running
  case succeeded
  case failed
}
