CREATE INDEX CONCURRENTLY document_embedding_idx ON document USING ivfflat (embedding vector_cosine_ops);
