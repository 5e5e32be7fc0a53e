package dev.fuota.fleet.air;

/** Decides, frame by frame, what does not get through between the gateway and one device. */
@FunctionalInterface
public interface LossModel {

  /** Every frame gets through. */
  LossModel NONE = () -> false;

  /** Whether the next frame is lost; called once for each frame, in the order of the frames. */
  boolean losesNext();
}
