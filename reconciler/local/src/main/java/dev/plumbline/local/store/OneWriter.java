package dev.plumbline.local.store;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.LocalTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// Lets one transaction go at a time, the first to ask first.
///
/// SQLite has one writer anyway, but those that wait in SQLite wait in native code, where a virtual
/// thread keeps its carrier: on a machine with few processors a handful of them would keep the one
/// that holds the lock from going on, until all of them time out. Here they wait parked.
final class OneWriter extends DelegatingTransactionHandler {
    private final ReentrantLock writer;

    OneWriter() {
        this(new ReentrantLock(true), LocalTransactionHandler.binding());
    }

    private OneWriter(ReentrantLock writer, TransactionHandler delegate) {
        super(delegate);
        this.writer = writer;
    }

    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> callback)
            throws X {
        writer.lock();
        try {
            return super.inTransaction(handle, callback);
        } finally {
            writer.unlock();
        }
    }

    @Override
    public <R, X extends Exception> R inTransaction(
            Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> callback)
            throws X {
        writer.lock();
        try {
            return super.inTransaction(handle, level, callback);
        } finally {
            writer.unlock();
        }
    }

    @Override
    public TransactionHandler specialize(Handle handle) throws SQLException {
        return new OneWriter(writer, getDelegate().specialize(handle));
    }
}
