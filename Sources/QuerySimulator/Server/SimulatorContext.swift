import Hummingbird
import NIOCore

/// What a request's handler may use of its connection: the channel, to drop it.
struct SimulatorContext: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }
}
