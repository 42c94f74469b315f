package dev.plumbline.simulation;

import dev.plumbline.repository.MemoryRemote;
import org.eclipse.jgit.errors.TransportException;

/// The way to the remote: it is away now and then, answers get lost, and the process may die before
/// and after each call.
record SimulatedNetwork(Faults faults) implements MemoryRemote.Network {
    @Override
    public void asked(String what) throws TransportException {
        faults.mayCrash("before a " + what);
        failAtTimes(what + ": no route to host");
    }

    @Override
    public void answered(String what) throws TransportException {
        faults.mayCrash("after a " + what);
        failAtTimes(what + ": connection reset");
    }

    private void failAtTimes(String why) throws TransportException {
        if (faults.strikes()) {
            throw new TransportException(why);
        }
    }
}
