package dev.fuota.agent.msu;

import dev.fuota.protocol.msu.MsuMessage;
import dev.fuota.protocol.msu.StatusCode;

/** What the reception of a file asks of the client around it. */
interface UpdateHost {
  /** To the server, at the port of its newest datagram. */
  void send(MsuMessage message);

  /** Leaves the announced group, if it is joined, and joins it; false if the system refuses. */
  boolean rejoin();

  /** An I-Am to the server: it may believe the client gone. */
  void announce();

  /** The substate is another one. */
  void substateChanged(MsuSubstate now);

  /** A chunk is whole: a good moment to write down what is held. */
  void chunkComplete();

  /** The file is over: {@code NONE} if nothing is missing, else why it failed. */
  void over(StatusCode result);
}
