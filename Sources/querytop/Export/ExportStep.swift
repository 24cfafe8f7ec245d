/// A call to the system on an export's way to its file, for messages and for tests that fail each.
nonisolated enum ExportStep: String, CaseIterable {
  case openFolder, inspect, create, lock, note, write, sync, setMode, close, rename, syncFolder
}
