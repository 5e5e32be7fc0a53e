package dev.fuota.agent.fragmentation;

import dev.fuota.protocol.fec.FecDecoder;
import dev.fuota.protocol.fec.ParityMatrix;
import dev.fuota.protocol.fec.ParityRowSource;
import dev.fuota.protocol.fragmentation.DataBlockMic;
import dev.fuota.protocol.fragmentation.FragSessionSetup;
import dev.fuota.protocol.fragmentation.FragSessionSetupReqV2;
import java.util.random.RandomGenerator;

/** What the sessions of a device share. */
record SessionContext(
    FragmentationSettings settings,
    SessionLimits limits,
    ParityRowSource parityRows,
    RandomGenerator random,
    StatusQueue statusAnswers,
    ReceivedReports reports) {

  /** A decoder for this session alone (TS004-23). */
  FecDecoder newDecoder(FragSessionSetup setup) {
    ParityMatrix matrix = ParityMatrix.of(settings.version());
    return new FecDecoder(parityRows.rows(matrix, setup.nbFrag()), limits.matrixRows());
  }

  Integrity newIntegrity(FragSessionSetupReqV2 setup) {
    return new Integrity(DataBlockMic.integrityKey(settings.rootKey()), setup);
  }
}
