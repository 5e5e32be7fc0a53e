package dev.fuota.gateway.concentrator;

/** The transmitter of a gateway. */
public interface Emitter {

  /** The frame begins now. The concentrator sees to it that the one before has ended. */
  void emit(Emission emission);
}
