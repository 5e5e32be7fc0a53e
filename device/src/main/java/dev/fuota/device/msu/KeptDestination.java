package dev.fuota.device.msu;

import dev.fuota.agent.msu.Delivery;
import dev.fuota.agent.msu.Destination;
import dev.fuota.agent.msu.ReceivedFile;
import dev.fuota.protocol.msu.StatusCode;
import java.util.function.BooleanSupplier;

/** A server is told that a file is there only when what it became is on the disk. */
public final class KeptDestination implements Destination {
  private final Destination inner;
  private final BooleanSupplier keep;
  private final String trouble;

  /**
   * Around another one.
   *
   * @param keep brings what was changed to the disk; whether that worked
   * @param trouble what the log says if it did not
   */
  public KeptDestination(Destination inner, BooleanSupplier keep, String trouble) {
    this.inner = inner;
    this.keep = keep;
    this.trouble = trouble;
  }

  @Override
  public boolean checksSignature() {
    return inner.checksSignature();
  }

  @Override
  public Delivery deliver(ReceivedFile file) {
    Delivery delivery = inner.deliver(file);
    return keep.getAsBoolean() ? delivery : new Delivery.Refused(StatusCode.IO, trouble);
  }

  @Override
  public boolean activate(ReceivedFile file) {
    return inner.activate(file);
  }

  @Override
  public void undo(ReceivedFile file) {
    inner.undo(file);
    var unused = keep.getAsBoolean(); // who keeps it says what is wrong; there is no answer to give
  }
}
