import ArgumentParser

/// Our figures beside a bound or a plainer way, measured in one run.
@main
struct QuerytopBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "querytop-bench",
    abstract: "Measures parts of querytop, each beside a bound or a plainer way.",
    subcommands: [
      EtaCommand.self, CausesCommand.self, DecodeCommand.self, FrameCommand.self,
      ListsCommand.self,
      TerminalCommand.self, KeysCommand.self, BytesCommand.self, ScheduleCommand.self,
      SoakCommand.self,
      OutagesCommand.self, RowsCommand.self, WireCommand.self,
      GridCommand.self, SortCommand.self, MatrixCommand.self, ExportCommand.self,
      BuildsCommand.self, MemoryCommand.self, GrowthCommand.self,
    ])
}
