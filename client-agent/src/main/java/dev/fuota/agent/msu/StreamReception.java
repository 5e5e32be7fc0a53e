package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.Poll;

/** The stream profile at the client: nothing yet but to listen. */
final class StreamReception implements StreamHooks {

  StreamReception(StreamView view) {}

  @Override
  public void onPoll(Poll poll) {}

  @Override
  public void onCoded(CodedTransfer coded) {}

  @Override
  public void onFrame(int chunk, int sequence) {}

  @Override
  public void onSilence() {}

  @Override
  public void stop() {}
}
