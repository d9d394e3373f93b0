// The tables and columns that a statement names, by its parse tree.

const ranks = new Set(["OBJECT_TABLE", "OBJECT_VIEW", "OBJECT_MATVIEW", "OBJECT_INDEX", "OBJECT_SEQUENCE", "OBJECT_FOREIGN_TABLE"]);

// What an ALTER TABLE part names that is no column.
const notColumns = /Constraint|Trig|Rule|Cluster|Owner|TableSpace|AccessMethod|SetLogged|SetUnLogged|ReplicaIdentity|Inherit|Partition|RelOptions|OfType|DropOf/;

/** Of a statement: `tables`, each `[schema, name]` with a null schema where none is written, and `columns`. Names of a WITH are no tables. */
export function namesOf(statement) {
    const walk = new Walk();
    walk.node(statement, new Set());
    return { tables: [...walk.tables.values()], columns: [...walk.columns] };
}

class Walk {
    tables = new Map();
    columns = new Set();

    // A wrapped node is an object with one capitalised key; bare ones are recognised by the field they stand in.
    node(value, withs) {
        if (Array.isArray(value)) {
            for (const one of value) this.node(one, withs);
        } else if (value && typeof value === "object") {
            const inner = this.#scope(value, withs);
            for (const key in value) this.#field(key, value[key], value, key === "withClause" ? withs : inner, withs);
        }
    }

    #field(key, field, owner, inner, outer) {
        if (key === "withClause") return this.#with(field, outer);
        if (key === "RangeVar") return this.#table(field, inner);
        // What stands in a type's parentheses is written as columns are.
        if (key === "LockingClause" || key === "ConstraintsSetStmt" || key === "typmods") return;
        // An option's type may be a function with the types that it takes.
        if (key === "DefElem" && field.arg?.TypeName) return;
        this.#see(key, field);
        // A bare RangeVar: that of INSERT and such, and of a definition, is never one of the WITH.
        if (isRangeVar(field)) return key === "typevar" ? undefined : this.#table(field, new Set());
        if (field && typeof field === "object") this.node(field, inner);
    }

    // The names of its WITH are seen in all of a query.
    #scope(value, withs) {
        const ctes = value.withClause?.ctes;
        return ctes ? new Set([...withs, ...ctes.map(cte => cte.CommonTableExpr.ctename)]) : withs;
    }

    // A query of it sees those before it; with RECURSIVE all.
    #with(clause, outer) {
        const seen = new Set(outer);
        if (clause.recursive) for (const { CommonTableExpr: cte } of clause.ctes) seen.add(cte.ctename);
        for (const { CommonTableExpr: cte } of clause.ctes) {
            this.node(cte, new Set(seen));
            seen.add(cte.ctename);
        }
    }

    #table(range, withs) {
        if (range.schemaname || !withs.has(range.relname)) this.#add(range.schemaname ?? null, range.relname);
    }

    #add(schema, name) {
        if (name !== undefined) this.tables.set(`${schema}.${name}`, [schema, name]);
    }

    #column(name) {
        if (name) this.columns.add(name);
    }

    #see(key, field) {
        this.#seers[key]?.(field);
    }

    #seers = {
        ColumnRef: ref => this.#column(stringOf(ref.fields?.at(-1))),
        ColumnDef: def => this.#column(def.colname),
        RangeTableFuncCol: column => this.#column(column.colname),
        JsonTableColumn: column => this.#column(column.name),
        IndexElem: element => this.#column(element.name),
        StatsElem: element => this.#column(element.name),
        PartitionElem: element => this.#column(element.name),
        UpdateStmt: update => this.#targets(update.targetList),
        InsertStmt: insert => this.#targets(insert.cols),
        onConflictClause: clause => this.#targets(clause.targetList),
        MergeWhenClause: clause => this.#targets(clause.targetList),
        CopyStmt: copy => this.#strings(copy.attlist),
        AccessPriv: privilege => this.#strings(privilege.cols),
        CreateTrigStmt: trigger => this.#strings(trigger.columns),
        VacuumRelation: relation => this.#strings(relation.va_cols),
        pubtable: table => this.#strings(table.columns),
        AlterTableCmd: part => notColumns.test(part.subtype) || this.#column(part.name),
        RenameStmt: rename => rename.renameType === "OBJECT_COLUMN" && [rename.subname, rename.newname].forEach(name => this.#column(name)),
        Constraint: constraint => [constraint.keys, constraint.including, constraint.pk_attrs, constraint.fk_attrs, constraint.fk_del_set_cols].forEach(names => this.#strings(names)),
        DropStmt: drop => ranks.has(drop.removeType) && drop.objects.forEach(one => this.#path(one.List.items)),
        CommentStmt: comment => this.#commented(comment),
        SecLabelStmt: label => this.#commented(label),
        AlterExtensionContentsStmt: member => this.#commented(member),
    };

    #commented({ objtype, object }) {
        const path = object?.List?.items;
        if (ranks.has(objtype)) this.#path(path);
        if (objtype === "OBJECT_COLUMN") {
            this.#path(path.slice(0, -1));
            this.#column(stringOf(path.at(-1)));
        }
    }

    #targets(list) {
        for (const one of list ?? []) this.#column(one.ResTarget?.name);
    }

    #strings(list) {
        for (const one of list ?? []) this.#column(stringOf(one));
    }

    #path(items) {
        const names = items.map(stringOf);
        this.#add(names.at(-2) ?? null, names.at(-1));
    }
}

// Version 14 says `str` where the others say `sval`.
const stringOf = node => node?.String?.sval ?? node?.String?.str;

const isRangeVar = value => typeof value?.relname === "string" && typeof value.relpersistence === "string";
