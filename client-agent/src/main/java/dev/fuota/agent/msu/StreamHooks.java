package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.CodedTransfer;
import dev.fuota.protocol.msu.Poll;

/** What the stream profile hears of a reception. Everything is from the pinned server. */
interface StreamHooks {
  /** The server asks; id and file are those of this transfer. */
  void onPoll(Poll poll);

  /** Combined frames; file and chunk are those of this transfer, the chunk exists. */
  void onCoded(CodedTransfer coded);

  /** A frame was taken that was missing before, be it received or computed. */
  void onFrame(int chunk, int sequence);

  /** The server has been silent for the update time-out. */
  void onSilence();

  /** The file was complete, but wrong: some of it is missing again. */
  void askAgain();

  /** The reception is over: no timer may fire any more. */
  void stop();
}
